"""The living desk: one WebSocket a page, told what changes by itself."""
