"""Who we are: agencies, their teams and their practitioners. An agency's slug is its id in every chronology."""
