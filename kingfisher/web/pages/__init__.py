"""The pages, one file for each family of them: fetch and prove access, form, one action, redirect or render."""
