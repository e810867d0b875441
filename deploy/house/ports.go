package house

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
)

// Ports are those of the stores, on the loopback interface. They are kept, so
// that an address that somebody wrote down stays right.
type Ports struct {
	NATS     int `json:"nats"`
	Postgres int `json:"postgres"`
}

// Ports returns the ports that the house in this folder had last.
func (f Folder) Ports() Ports {
	var ports Ports
	text, err := os.ReadFile(f.in("ports.json"))
	if err != nil || json.Unmarshal(text, &ports) != nil {
		return Ports{}
	}
	return ports
}

// ports returns the ports of the last time, or free ones for those taken.
func (f Folder) ports() (Ports, error) {
	ports := f.Ports()
	for _, port := range []*int{&ports.NATS, &ports.Postgres} {
		if *port != 0 && free(*port) {
			continue
		}
		found, err := freePort()
		if err != nil {
			return Ports{}, err
		}
		*port = found
	}
	text, err := json.Marshal(ports)
	if err != nil {
		return Ports{}, err
	}
	return ports, os.WriteFile(f.in("ports.json"), text, 0o600)
}

// freePort looks below the range from which systems take the ports of outgoing
// connections: between the look and the use only another house could come.
func freePort() (int, error) {
	const from, to, tries = 20_000, 32_000, 1_000
	for range tries {
		if port := from + rand.IntN(to-from); free(port) {
			return port, nil
		}
	}
	return 0, errors.New("no free port between 20000 and 32000")
}

func free(port int) bool {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return false
	}
	return listener.Close() == nil
}

// address returns the wished address, or the next free one if its port is
// taken.
func address(wished string) (string, error) {
	host, text, err := net.SplitHostPort(wished)
	if err != nil {
		return "", fmt.Errorf("--listen is to be an address like 127.0.0.1:8080: %w", err)
	}
	port, err := strconv.Atoi(text)
	if err != nil || port < 0 || port > 65535 {
		return "", fmt.Errorf("--listen is to be an address like 127.0.0.1:8080: %q is no port", text)
	}
	if port == 0 {
		port, err = freePort()
		return net.JoinHostPort(host, strconv.Itoa(port)), err
	}
	for next := port; next <= min(port+100, 65535); next++ {
		candidate := net.JoinHostPort(host, strconv.Itoa(next))
		listener, err := net.Listen("tcp", candidate)
		if err == nil {
			return candidate, listener.Close()
		}
		if !taken(err) {
			return "", fmt.Errorf("listen on %s: %w", candidate, err)
		}
	}
	return "", fmt.Errorf("%s is taken, and so are the hundred ports after it: choose another with --listen", wished)
}
