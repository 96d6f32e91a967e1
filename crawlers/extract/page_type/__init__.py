"""What kind of page an archived response is: an article, or a list, a front page, an error, a wall.

`address` judges by the address, `markup` by what the page says of itself, `refusals` by the words that sites show in
place of an article.
"""
