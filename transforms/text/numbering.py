"""What numbers the items of a list: 1、, (2), 三、, ④."""

from __future__ import annotations

NUMBER = r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]"
CIRCLED = "[①-⑳]"
