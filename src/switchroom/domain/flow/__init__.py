"""The IVR and bot interpreter: flows are data, and running them is pure.

`parse.parse_flow` reads a flow, `engine.begin`, `advance` and `finish` run it, `messages` holds
what goes in and out, `contents.fixed_texts` says what to synthesise ahead.
"""
