// Times starlark-go: the file or expression is compiled first. Prints seconds.
//
//	starlark FILE            runs a file once
//	starlark FILE N DATA     evaluates an expression N times with the names of a JSON object
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"go.starlark.net/resolve"
	"go.starlark.net/starlark"
	"go.starlark.net/starlarkstruct"
)

func main() {
	log.SetFlags(0)
	source, err := os.ReadFile(os.Args[1])
	check(err)
	thread := &starlark.Thread{Print: func(*starlark.Thread, string) {}}
	if len(os.Args) == 2 {
		file(thread, source)
	} else {
		expression(thread, source)
	}
}

func file(thread *starlark.Thread, source []byte) {
	_, program, err := starlark.SourceProgram(os.Args[1], source, starlark.Universe.Has)
	check(err)
	begun := time.Now()
	_, err = program.Init(thread, starlark.Universe)
	check(err)
	fmt.Println(time.Since(begun).Seconds())
}

func expression(thread *starlark.Thread, source []byte) {
	resolve.AllowLambda = true
	count, err := strconv.Atoi(os.Args[2])
	check(err)
	data, err := os.ReadFile(os.Args[3])
	check(err)
	var object map[string]interface{}
	check(json.Unmarshal(data, &object))
	names := starlark.StringDict{}
	for name, value := range object {
		names[name] = made(value)
	}
	function, err := starlark.ExprFunc(os.Args[1], source, names)
	check(err)
	begun := time.Now()
	for i := 0; i < count; i++ {
		if _, err := starlark.Call(thread, function, nil, nil); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(time.Since(begun).Seconds())
}

// Objects become structs, whose members are read as a.b.
func made(value interface{}) starlark.Value {
	switch value := value.(type) {
	case bool:
		return starlark.Bool(value)
	case float64:
		if value == float64(int(value)) {
			return starlark.MakeInt(int(value))
		}
		return starlark.Float(value)
	case string:
		return starlark.String(value)
	case []interface{}:
		var elements []starlark.Value
		for _, element := range value {
			elements = append(elements, made(element))
		}
		return starlark.NewList(elements)
	case map[string]interface{}:
		members := starlark.StringDict{}
		for name, member := range value {
			members[name] = made(member)
		}
		return starlarkstruct.FromStringDict(starlarkstruct.Default, members)
	default:
		return starlark.None
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
