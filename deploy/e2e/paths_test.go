package e2e

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"parley.example/deploy/story"
)

// get returns what stands in an input at a path, nil if nothing does.
func get(input story.Input, path ...string) any {
	var at any = plain(input)
	for _, step := range path {
		switch here := at.(type) {
		case map[string]any:
			at = here[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(here) {
				return nil
			}
			at = here[i]
		default:
			return nil
		}
	}
	return at
}

// with returns an input with a value at a path. A list that is not there has
// the value as its one element.
func with(input story.Input, value any, path ...string) story.Input {
	return put(plain(input), value, path).(map[string]any)
}

func put(in, value any, path []string) any {
	if len(path) == 0 {
		return value
	}
	if i, err := strconv.Atoi(path[0]); err == nil {
		list, _ := in.([]any)
		list = slices.Clone(list)
		for len(list) <= i {
			list = append(list, nil)
		}
		list[i] = put(list[i], value, path[1:])
		return list
	}
	object, _ := in.(map[string]any)
	object = maps.Clone(object)
	if object == nil {
		object = make(map[string]any)
	}
	object[path[0]] = put(object[path[0]], value, path[1:])
	return object
}

// without returns an input without what stands at a path.
func without(input story.Input, path ...string) story.Input {
	last := len(path) - 1
	if last == 0 {
		object := plain(input)
		delete(object, path[0])
		return object
	}
	above, _ := get(input, path[:last]...).(map[string]any)
	above = maps.Clone(above)
	delete(above, path[last])
	return with(input, above, path[:last]...)
}

// plain is an input as JSON has it: objects, lists, strings, numbers.
func plain(input story.Input) map[string]any {
	text, err := json.Marshal(input)
	if err != nil {
		panic(err) // made by the test itself
	}
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		panic(err)
	}
	return out
}
