package house_test

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"parley.example/deploy/house"
	"parley.example/deploy/supervise"
)

// launch runs `parley stores` as another user, with its state and data in
// folders of that user, and returns the process when both stores are ready.
func launch(t *testing.T, uid int, state, data string) (*exec.Cmd, io.Closer) {
	t.Helper()
	command := exec.CommandContext(t.Context(), filepath.Join(state, "bin", "launcher"), "stores", "--data", data)
	command.Dir = data
	command.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + state}
	if uid != os.Geteuid() {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	}
	command.Stderr = t.Output()
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var ready struct {
		NATS string
		DSN  map[string]string
	}
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &ready) != nil || ready.NATS == "" || ready.DSN["parley_gateway"] == "" {
		input.Close()
		command.Wait()
		t.Fatalf("the stores say %q, %v", line, err)
	}
	return command, input
}

func TestTheChildrenOfAKilledLauncherAreNotInTheWay(t *testing.T) {
	data := t.TempDir()
	state := filepath.Dir(filepath.Dir(os.Getenv("PARLEY_LAUNCHER")))
	command, _ := launch(t, os.Geteuid(), state, data)
	for _, name := range []string{"nats", "postgres"} {
		if pid, err := supervise.Noted(house.Folder(data).Run(name)); pid == 0 || err != nil {
			t.Fatalf("%s runs as %d, %v", name, pid, err)
		}
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	command.Wait()
	command, input := launch(t, os.Geteuid(), state, data)
	input.Close()
	if err := command.Wait(); err != nil {
		t.Error(err)
	}
}

func TestStoresRunAsAnyUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can become other users; the other tests ran as the one that you are")
	}
	const nobody, nameless = 65534, 54321 // the latter is in no list of users
	for name, uid := range map[string]int{"nobody": nobody, "a user without a name": nameless} {
		t.Run(name, func(t *testing.T) {
			state, data := lend(t, uid)
			command, input := launch(t, uid, state, data)
			if owner := ownerOf(t, filepath.Join(data, "postgres")); owner != uid {
				t.Errorf("the database's files belong to %d, want %d", owner, uid)
			}
			input.Close()
			if err := command.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// lend makes a state and a data folder that belong to a user.
func lend(t *testing.T, uid int) (state, data string) {
	t.Helper()
	mine := filepath.Dir(filepath.Dir(os.Getenv("PARLEY_LAUNCHER")))
	// Not t.TempDir, which other users cannot reach.
	theirs, err := os.MkdirTemp("/var/tmp", "parley-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(theirs) })
	state, data = filepath.Join(theirs, "state"), filepath.Join(theirs, "data")
	for _, folder := range []string{data, filepath.Join(state, "bin"), filepath.Join(state, "npm")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range []string{"bin/launcher", "npm"} {
		if out, err := exec.Command("cp", "-R", filepath.Join(mine, part), filepath.Join(state, filepath.Dir(part))).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	err = filepath.Walk(theirs, func(file string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(file, uid, uid)
	})
	if err != nil {
		t.Fatal(err)
	}
	return state, data
}

func ownerOf(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Sys().(*syscall.Stat_t).Uid)
}
