extension ReferenceWording {
  /// The reference's pattern, a tab, our message.
  static let first = #"""
    ... out of range .want value in signed ..-bit range	range: the argument is too large
    Unicode code point -1 out of range \(<0\)	chr: -1 is no Unicode code point
    Unicode code point U\+110000 out of range \(>0x10FFFF\)	chr: 1114112 is no Unicode code point
    after object key, got '1', want ':'	json.decode: at offset 7, unexpected character '1' after a key: ':' should be here
    append.*during iteration	cannot append to list during iteration
    assign to element.* during iteration	cannot assign to element of list during iteration
    can't assign to .foo field of module	module has no attribute that can be assigned to
    cannot append to frozen list	cannot append to frozen list
    cannot apply \+= to frozen list	cannot extend frozen list
    cannot assign to element of frozen list	cannot assign to element of frozen list
    cannot clear frozen hash table	cannot clear frozen dict
    cannot clear frozen list	cannot clear frozen list
    cannot convert bool to int	this conversion needs a number, got bool
    cannot convert float NaN to integer	can't convert nan to an integer
    cannot convert float NaN to integer	int: cannot convert float nan to an integer
    cannot convert float infinity to integer	can't convert +inf to an integer
    cannot convert float infinity to integer	can't convert -inf to an integer
    cannot convert float infinity to integer	int: cannot convert float +inf to an integer
    cannot convert float infinity to integer	int: cannot convert float -inf to an integer
    cannot convert.*NaN	int: cannot convert float nan to an integer
    cannot convert.*infinity	int: cannot convert float +inf to an integer
    cannot encode builtin_function_or_method as JSON	json.encode: a function has no form in JSON
    cannot insert into frozen hash table	cannot insert into frozen dict
    cannot set field on a frozen hasfields	cannot set field on a frozen hasfields
    cannot switch from automatic field numbering to manual	format: '{}' and '{0}' can't be mixed
    delete.*during iteration	cannot delete from dict during iteration
    dict has int key, want string	json.encode: a JSON object's keys must be strings, got int (use str(key))
    dict: duplicate keyword arg: "a"	the keyword argument 'a' is given twice
    division by zero	floored division by zero
    duplicate key: "bb"	the key "bb" is in the dict twice
    duplicate key: "one"	the key "one" is in the dict twice
    duplicate key: 123	the key 123 is in the dict twice
    duplicate key: nan	the key nan is in the dict twice
    empty	min: there are no elements
    empty dict	popitem: the dict is empty
    empty separator	partition: the separator is empty
    empty separator	rpartition: the separator is empty
    excessive repeat \(3000000 \* 1000000 elements	out of memory: 3000000000000 bytes more would exceed the limit of 268435456
    excessive repeat \(3000000 \* 1000000 elements	out of memory: 48000000000000 bytes more would exceed the limit of 268435456
    extend.*during iteration	cannot extend list during iteration
    fail: $	fail:
    fail: 1	fail: 1
    fail: 1 2 3	fail: 1 2 3
    fail: 1/2/3	fail: 1/2/3
    float value is not iterable	float can't be iterated over
    floating-point division by zero	floating-point division by zero
    floating-point modulo by zero	floating-point modulo by zero
    floating-point number too large	float: the number is too large
    floored division by zero	floored division by zero
    frozen list	cannot assign to element of frozen list
    function fib called recursively	function fib called recursively
    function lambda called recursively	function lambda called recursively
    function map called recursively	function map called recursively
    get: unexpected keyword arguments	get takes no keyword arguments, got 'default'
    global variable a referenced before assignment	'a' has no value yet
    global variable assert referenced before assignment	'assert' has no value yet
    global variable g referenced before assignment	'g' has no value yet
    global variable tuple referenced before assignment	'tuple' has no value yet
    global variable z referenced before assignment	'z' has no value yet
    got '}', want ',' or ']'	json.decode: at offset 5, unexpected character '}' in a list: ',' or ']' should be here
    got 3 arguments	set takes at most 1 argument, got 3
    got NoneType, want callable	sorted: key must be a function, got NoneType
    got NoneType, want iterable	NoneType can't be iterated over
    got float, want bool	splitlines: keepends must be a bool, got float
    got float, want int	a range's index must be an int, got float
    got int in sequence assignment	int can't be iterated over
    got int, for element 0	endswith: each part must be a string, got int
    got int, for element 0	startswith: each part must be a string, got int
    got int, want bool	splitlines: keepends must be a bool, got int
    got int, want iterable	int can't be iterated over
    got int.*want string	startswith: the part must be a string, got int
    got list	endswith: the part must be a string, got list
    got list	startswith: the part must be a string, got list
    got string, want bool	splitlines: keepends must be a bool, got string
    got string, want iterable	string can't be iterated over
    has no len	len: a value of type float has no length
    in field .x: at list index 1: in dict key "x": cannot encode...	json.encode: in field .x: at index 1: in dict key "x": a function has no form in JSON
    in object, got '"', want ',' or '}'	json.decode: at offset 10, unexpected character '"' in an object: ',' or '}' should be here
    in object, got ']', want ',' or '}'	json.decode: at offset 9, unexpected character ']' in an object: ',' or '}' should be here
    in.*requires string as left operand	'in string' needs a string on its left side, got int (use str(x))
    index -6 out of range \[-5:4]	index -6 is out of range: the list has 5 elements
    index 0 out of range: empty range	index 0 is out of range: the range is empty
    index 6 out of range \[-5:4]	index 6 is out of range: the list has 5 elements
    insert.*during iteration	cannot insert into dict during iteration
    int < NoneType not implemented	int < NoneType is not defined
    int too large to convert to float	int too large to convert to float
    int.*has no len	len: a value of type int has no length
    invalid character	json.indent: at offset 0, unexpected character '!' where a value should be
    invalid character 'g' in string escape code	json.decode: at offset 3, '\g' is no escape
    invalid end index: got string, want int	a slice's end must be an int, got string
    invalid float literal	float: '1.1abc' is no number
    invalid float literal	float: '1e100.0' is no number
    invalid float literal: 1.2.3	float: '1.2.3' is no number
    invalid float literal: one point two	float: 'one point two' is no number
    invalid literal with base 10	int: '-0x12' is no integer
    invalid literal with base 10	int: '0x12' is no integer
    invalid literal with base 10: --4	int: '--4' is no integer
    invalid literal with base 10: \+-4	int: '+-4' is no integer
    invalid literal with base 10: \+\+4	int: '++4' is no integer
    invalid literal with base 16: 0x-4	int: '0x-4' is no integer in base 16
    invalid literal with base 8: 0Oxa	int: '0Oxa' is no integer in base 8
    invalid literal.*base 0	int: '-0123' is no integer
    invalid literal.*base 0	int: '0123' is no integer
    invalid literal.*base 10	int: '-0o123' is no integer
    invalid literal.*base 10	int: '0o123' is no integer
    invalid literal.*base 16	int: '-0o123' is no integer in base 16
    invalid literal.*base 16	int: '0o123' is no integer in base 16
    invalid literal.*base 2	int: '0x110' is no integer in base 2
    invalid literal.*base 8	int: '-0x123' is no integer in base 8
    invalid literal.*base 8	int: '0x123' is no integer in base 8
    invalid number: -	json.decode: at offset 0, '-' is no number
    invalid number: --1	json.decode: at offset 0, '--1' is no number
    invalid number: -00	json.decode: at offset 0, '-00' is no number
    invalid number: -000.123	json.decode: at offset 0, '-000.123' is no number
    invalid number: -0123	json.decode: at offset 0, '-0123' is no number
    invalid number: -\+1	json.decode: at offset 0, '-+1' is no number
    invalid number: 00	json.decode: at offset 0, '00' is no number
    invalid number: 000.123	json.decode: at offset 0, '000.123' is no number
    invalid number: 0123	json.decode: at offset 0, '0123' is no number
    invalid number: 1.2.3	json.decode: at offset 0, '1.2.3' is no number
    invalid number: 1e1e1	json.decode: at offset 0, '1e1e1' is no number
    invalid slice step: got bool, want int	a slice's step must be an int, got bool
    invalid start index: got float, want int	a slice's start must be an int, got float
    join: in list, want string, got int	join: each element must be a string, got int
    json.decode: at offset 4, unexpected character 'f' after value	json.decode: at offset 4, unexpected character 'f' after the value
    """#
}
