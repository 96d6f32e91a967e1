"""How the pages of a site are found: one file for each way. Knows addresses and answers, no Scrapy."""
