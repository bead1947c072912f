"""What every feature's HTTP edge shares: who asks, what they may, problems, pages."""
