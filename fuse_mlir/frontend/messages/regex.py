"""Why the pattern of a refinement is malformed: what `INVALID_REGEX` gives as its reason."""

from __future__ import annotations

from .template import Template

# Classes
UNCLOSED_CLASS = Template("unclosed character class")
DEEP_CLASSES = Template("classes are nested too deep")
RANGE_BOUNDARY = Template("invalid range boundary, must be a literal")
CLASS_RANGE = Template("invalid character class range")
CLASS_ESCAPE = Template("invalid escape sequence found in character class")

# Groups and flags
UNOPENED_GROUP = Template("unopened group")
UNCLOSED_GROUP = Template("unclosed group")
DEEP_GROUPS = Template("groups are nested too deep")
LOOK_AROUND = Template("look-around, including look-ahead and look-behind, is not supported")
UNCLOSED_GROUP_NAME = Template("unclosed capture group name")
EMPTY_GROUP_NAME = Template("empty capture group name")
GROUP_CHARACTER = Template("invalid capture group character")
DUPLICATE_GROUP_NAME = Template("duplicate capture group name")
DUPLICATE_FLAG = Template("duplicate flag")
SECOND_NEGATION = Template("flag negation operator repeated")
UNKNOWN_FLAG = Template("unrecognized flag")
DANGLING_NEGATION = Template("dangling flag negation operator")

# Repetitions
NO_OPERAND = Template("repetition operator missing expression")
UNCLOSED_COUNT = Template("unclosed counted repetition")
COUNT_RANGE = Template("invalid repetition count range")
NO_DECIMAL = Template("repetition quantifier expects a valid decimal")
LARGE_DECIMAL = Template("decimal literal invalid")
TOO_LARGE = Template("compiled regex exceeds size limit of {most} states")

# Escapes
INCOMPLETE_ESCAPE = Template("incomplete escape sequence")
BACKREFERENCE = Template("backreferences are not supported")
UNKNOWN_ESCAPE = Template("unrecognized escape sequence")
UNCLOSED_WORD_BOUNDARY = Template("unclosed word boundary")
UNKNOWN_WORD_BOUNDARY = Template("unrecognized word boundary")
HEXADECIMAL_DIGIT = Template("invalid hexadecimal digit")

# Unicode
UNICODE_CLASS = Template("invalid Unicode character class")
UNICODE_CHARACTER = Template("invalid Unicode character")
NO_UNICODE = Template("Unicode not allowed here")
INVALID_UTF8 = Template("pattern can match invalid UTF-8")
UNKNOWN_PROPERTY = Template("Unicode property not found: {name}")
UNKNOWN_PROPERTY_VALUE = Template("Unicode property value not found: {name}")
