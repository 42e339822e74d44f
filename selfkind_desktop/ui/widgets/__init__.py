"""Small controls drawn in the tokens of the theme."""
