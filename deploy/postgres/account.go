package postgres

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who the server runs as. Postgres refuses root, and initdb refuses
// a user whom the system has no name for.
type account struct {
	attributes func() *syscall.SysProcAttr // nil: as we are
	owner      int                         // whose files the cluster's must be; -1: ours
}

var ourselves = account{owner: -1}

// nobody is the user of least power, and the one number that every system has a
// name for.
const nobody = 65534

// suitable finds an account under which the binaries run: as we are; else in a
// user namespace in which we are called nobody and keep our rights to our own
// files; else, where namespaces are refused, as nobody in earnest.
func suitable(ctx context.Context, binaries Binaries) (account, error) {
	uid := os.Geteuid()
	if _, err := user.LookupId(strconv.Itoa(uid)); err == nil && uid != 0 {
		return ourselves, nil
	}
	spaced, err := namespaced(ctx, binaries)
	if err == nil {
		return spaced, nil
	}
	if uid == 0 {
		return dropped, nil
	}
	return account{}, fmt.Errorf("run Postgres as user %d: this system has no name for that user and refuses a user namespace (%w): add the user to /etc/passwd, or set DATABASE_URL", uid, err)
}

// dropped gives up root's rights. Its files live where nobody can reach them.
var dropped = account{
	owner: nobody,
	attributes: func() *syscall.SysProcAttr {
		return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	},
}

// runs tells whether the binaries run under the account at all.
func (a account) runs(ctx context.Context, binaries Binaries) error {
	return a.command(ctx, binaries.program("postgres"), "--version").Run()
}

func (a account) command(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	if a.attributes != nil {
		command.SysProcAttr = a.attributes()
	}
	return command
}

// own hands files over to the account.
func (a account) own(path string) error {
	if a.owner < 0 {
		return nil
	}
	return filepath.Walk(path, func(file string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(file, a.owner, a.owner)
	})
}

// Abroad is where the cluster of a folder lives when the server cannot be given
// rights to the folder itself: below a folder that every user can reach.
func Abroad(folder string) string {
	return filepath.Join("/var/tmp", fmt.Sprintf("parley-%x", sha256.Sum256([]byte(folder)))[:23])
}

// move makes the place abroad and, if nobody cannot run the binaries where they
// are, brings a copy of them along.
func (a account) move(ctx context.Context, binaries Binaries, folder string) (Binaries, string, error) {
	place := Abroad(folder)
	if err := os.Mkdir(place, 0o700); err != nil && !os.IsExist(err) {
		return "", "", err
	}
	info, err := os.Lstat(place)
	if err != nil {
		return "", "", err
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; !info.IsDir() || (owner != 0 && owner != nobody) {
		return "", "", fmt.Errorf("%s belongs to user %d: remove it, or set DATABASE_URL", place, owner)
	}
	if err := os.Lchown(place, a.owner, a.owner); err != nil {
		return "", "", err
	}
	if a.runs(ctx, binaries) != nil {
		near := filepath.Join(place, filepath.Base(filepath.Dir(string(binaries))))
		if err := copied(string(binaries), near); err != nil {
			return "", "", fmt.Errorf("copy the Postgres binaries to %s: %w", near, err)
		}
		binaries = Binaries(near)
	}
	return binaries, filepath.Join(place, "cluster"), nil
}

// copied copies a folder, once.
func copied(from, to string) error {
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	half := to + ".new"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := os.CopyFS(half, os.DirFS(from)); err != nil {
		return err
	}
	return os.Rename(half, to)
}
