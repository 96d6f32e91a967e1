"""What is seen around a candidate, and the model that weighs it: `looks` say what they see, `model` how likely it is a mention."""
