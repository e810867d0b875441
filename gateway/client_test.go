package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// client is somebody with cookies or a token.
type client struct {
	*house
	token  string
	cookie *http.Cookie
	header http.Header // of the last answer
	status int
}

func (h *house) client() *client { return &client{house: h} }

// ask sends a document and returns the answer's body.
func (c *client) ask(query string, variables string, headers ...string) string {
	c.t.Helper()
	if variables == "" {
		variables = "{}"
	}
	encoded, _ := json.Marshal(query)
	return c.send("POST", "/graphql", `{"query":`+string(encoded)+`,"variables":`+variables+`}`, append([]string{"Content-Type", "application/json"}, headers...)...)
}

func (c *client) send(method, path, body string, headers ...string) string {
	c.t.Helper()
	r, err := http.NewRequest(method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.cookie != nil {
		r.AddCookie(c.cookie)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	c.header, c.status = answer.Header, answer.StatusCode
	return string(data)
}

// signUp opens an account and returns its person; the client has the cookie.
func (c *client) signUp(name string) string {
	c.t.Helper()
	var answer struct {
		Data struct {
			SignUp struct {
				Viewer struct{ ID string }
			}
		}
	}
	body := c.ask(signUpDocument, signUpInput(name, "correct horse"))
	if err := json.Unmarshal([]byte(body), &answer); err != nil || answer.Data.SignUp.Viewer.ID == "" {
		c.t.Fatalf("sign up: %s", body)
	}
	c.cookie = (&http.Response{Header: c.header}).Cookies()[0]
	return answer.Data.SignUp.Viewer.ID
}

const signUpDocument = `mutation($in: SignUpInput!) { signUp(input: $in) { viewer { id person { name } session { current } } token errors { code field } position } }`

func signUpInput(name, password string) string {
	return fmt.Sprintf(`{"in":{"commandId":"018f4d5e-0000-7000-8000-000000000001","name":%q,"email":%q,"password":%q}}`, name, strings.ToLower(name)+"@parley.example", password)
}
