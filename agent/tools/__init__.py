"""Tools: what a policy can call. A tool never raises on a policy's words: it says what is wrong."""

from agent.tools.function import FunctionTool, ToolDefinitionError, ToolError, tool
from agent.tools.guard import GuardedTool, guarded
from agent.tools.registry import ENTRY_POINTS, default_tools, installed_tools
from agent.tools.result import LimitedTool, Tool, ToolResult
from agent.tools.shipped import Calculator, Python, Solve, calendar, units

__all__ = [
    "Tool", "LimitedTool", "ToolResult", "tool", "FunctionTool", "ToolError", "ToolDefinitionError",
    "Calculator", "Python", "Solve", "units", "calendar",
    "default_tools", "installed_tools", "ENTRY_POINTS", "GuardedTool", "guarded",
]  # fmt: skip
