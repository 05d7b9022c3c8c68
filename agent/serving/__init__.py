"""Ponder for other programs: an OpenAI-compatible endpoint (extra `serve`) and an MCP server (extra `mcp`)."""
