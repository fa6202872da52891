"""Every page. No queries, no rules: fetch with access, form, one action, redirect or render."""
