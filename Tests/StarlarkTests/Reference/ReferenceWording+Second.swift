extension ReferenceWording {
  /// The reference's pattern, a tab, our message.
  static let second = #"""
    json.encode: cannot encode non-finite float nan	json.encode: JSON has no number nan
    key "a" not in dict	there is no key "a"
    keyword -0 not found	format: the keyword argument '-0' is missing
    keyword -1 not found	format: the keyword argument '-1' is missing
    keyword 0,1 not found	format: the keyword argument '0,1' is missing
    keyword \+0 not found	format: the keyword argument '+0' is missing
    keyword \+1 not found	format: the keyword argument '+1' is missing
    keyword z not found	format: the keyword argument 'z' is missing
    len not found in module	'assert.star' has no 'len' to load
    list index -4 out of range \[-3:2]	index -4 is out of range: the list has 3 elements
    list index 3 out of range \[-3:2]	index 3 is out of range: the list has 3 elements
    local variable a_list referenced before assignment	'a_list' has no value yet
    local variable assert referenced before assignment	'assert' has no value yet
    local variable x referenced before assignment	'x' has no value yet
    matches not found in module	'assert.star' has no 'matches' to load
    maximum recursion	values are nested too deeply for this
    min requires at least one positional argument	min: there are no elements
    missing 1 argument \(mm\)	function f needs the argument mm
    missing argument	int needs the argument 'x'
    module has no .falls field or method .did you mean .fails\?	module has no attribute 'falls'
    module has no .nonesuch field or method$	module has no attribute 'nonesuch'
    multiple values for parameter "mm"	function f got two values for 'mm'
    multiple values for parameter "x"	the keyword argument 'x' is given twice
    multiple values for parameter "y"	the keyword argument 'y' is given twice
    must be iterable, not string	the argument after * must be iterable, not string
    name froze not found .*did you mean freeze	'assert.star' has no 'froze' to load
    negative shift count	negative shift count: -1
    nested replacement fields not supported	format: a '{' inside of a field
    no .FortyFive field.*did you mean .forty_five	hasfields has no attribute 'FortyFive'
    no .One field.*did you mean .one	hasfields has no attribute 'One'
    no .StartsWith field.*did you mean .startswith	string has no attribute 'StartsWith'
    no .fin field.*.did you mean .find	string has no attribute 'fin'
    no .noForty_Five field.*did you mean .forty_five	hasfields has no attribute 'noForty_Five'
    no .onion field or method	set has no attribute 'onion'
    no .oone field.*did you mean .one	hasfields has no attribute 'oone'
    no .starts_with field.*did you mean .startswith	string has no attribute 'starts_with'
    no .thirty field or method$	hasfields has no attribute 'thirty'
    no .trhee field.*did you mean .three	hasfields has no attribute 'trhee'
    no .x field or method	hasfields has no attribute 'x'
    non-string with explicit base	int: a base needs a string, got bool
    non-string with explicit base	int: a base needs a string, got int
    not enough arguments for format string	not enough arguments for format string
    not impl	NoneType < NoneType is not defined
    not impl	NoneType < bool is not defined
    not impl	bool < builtin_function_or_method is not defined
    not impl	builtin_function_or_method < dict is not defined
    not impl	dict < function is not defined
    not impl	function < int is not defined
    not impl	int < list is not defined
    not impl	list < string is not defined
    not impl	string < tuple is not defined
    not iterable	int can't be iterated over
    not iterable .*string	string can't be iterated over
    not iterable: string	string can't be iterated over
    out of range	index -4 is out of range: the string has 3 elements
    out of range	index 3 is out of range: the list has 3 elements
    out of range	index 4 is out of range: the string has 3 elements
    pop: missing key	pop: the key is not in the dict
    range < range not implemented	range < range is not defined
    remove.*during iteration	cannot remove from list during iteration
    remove: element not found	remove: the value is not in the list
    repeat count 1000000000000 too large	out of memory: 3000000000000 bytes more would exceed the limit of 268435456
    repeat count 1000000000000 too large	out of memory: 48000000000000 bytes more would exceed the limit of 268435456
    requires a single-character string	%c needs a single character
    requires a valid Unicode code point	%c needs a Unicode code point, got -1
    requires a valid Unicode code point	%c needs a Unicode code point, got 10000000
    requires float, not str	string is no number
    requires int or single-character string	%c needs an int or a single character, got float
    requires integer.*not bool	'in range' needs an int on its left side, got bool
    requires integer.*not string	'in range' needs an int on its left side, got string
    requires string as left operand	'in string' needs a string on its left side, got int (use str(x))
    shift count too large	shift count too large: 512, the limit is 512
    single '}' in format	format: a single '}' in the format
    sorted: for parameter iterable: got int, want iterable	int can't be iterated over
    string < int not implemented	string < int is not defined (the text can be made a number: float(x))
    string encodes 0 Unicode code points, want 1	ord: needs a single character, got 0
    string encodes 3 Unicode code points, want 1	ord: needs a single character, got 3
    string value is not iterable	string can't be iterated over
    string.*does not support.*assignment	string does not support item assignment
    syntax a\[i\] is not supported	format: the field 'a[0]' looks into a value
    syntax x.y is not supported	format: the field 'a.b' looks into a value
    too few values to unpack	too few values to unpack: got 0, want 2
    too few values to unpack	too few values to unpack: got 1, want 2
    too few values to unpack	too few values to unpack: got 2, want 3
    too many arguments for format string	not all arguments converted during string formatting
    too many arguments for format string	too many arguments for format string
    too many values to unpack	too many values to unpack: got 1, want 0
    too many values to unpack	too many values to unpack: got 2, want 0
    too many values to unpack	too many values to unpack: got 3, want 2
    tuple index out of range	format: there is no argument 1
    tuple index out of range	format: there is no argument 123
    unclosed string literal	json.decode: at offset 0, the string is never closed
    unexpected character '\+'	json.decode: at offset 0, unexpected character '+' where a value should be
    unexpected character '\\''	json.decode: at offset 0, unexpected character ''' where a value should be
    unexpected character ']'	json.decode: at offset 7, unexpected character ']' where a value should be
    unexpected character 'x' after value	json.decode: at offset 1, unexpected character 'x' after the value
    unexpected character '}'	json.decode: at offset 11, unexpected character '}' where a key in quotes should be
    unexpected character '}'	json.decode: at offset 7, unexpected character '}' where a value should be
    unexpected end of file	json.decode: at offset 10, unexpected end where a key in quotes should be
    unexpected end of file	json.decode: at offset 6, unexpected end in a list: ',' or ']' should be here
    unexpected end of file	json.decode: at offset 7, unexpected end where a value should be
    unexpected end of file	json.decode: at offset 9, unexpected end in an object: ',' or '}' should be here
    unhandled.*operation	set can't be indexed
    unhashable type: dict	unhashable type: dict
    unhashable type: list	unhashable type: list
    unhashable: module	unhashable type: module
    unhashable: range	unhashable type: range
    unknown binary op: dict \+ dict	dict + dict is not defined
    unknown binary op: list \+ int	list + int is not defined
    unknown binary op: set | list	set | list is not defined
    unknown binary op: set | string	set | string is not defined
    unknown binary op: string \+ int	string + int is not defined (to join it with a text use str(x))
    unknown binary op: string in int	string in int is not defined
    unknown binary op: tuple \+ int	tuple + int is not defined
    unknown conversion	format: format specifications such as 'x!:' don't exist
    unknown conversion	format: unknown conversion '!'
    unknown.*: set \+ set	set + set is not defined
    unknown.*float \* str	float * string is not defined (to join it with a text use str(x))
    unknown.*list \+ tuple	list + tuple is not defined
    unknown.*tuple \+ list	tuple + list is not defined
    unmatched '{' in format	format: '{' is never closed
    value not in list	index: the value is not in the list
    want int	a string's index must be an int, got float
    want int	insert: the index must be an int, got float
    want number or string	float: cannot convert NoneType to a float
    zip: argument #2 is not iterable: int	int can't be iterated over
    """#
}
