"""The page "Call us": visitors call from their browser, without signing in."""
