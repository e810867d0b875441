package postgres

import (
	"context"
	"os"
	"syscall"
)

// namespaced calls us nobody inside a user namespace. Outside we stay who we
// are: the files are ours, and need no place of their own.
func namespaced(ctx context.Context, binaries Binaries) (account, error) {
	a := account{
		owner: -1,
		attributes: func() *syscall.SysProcAttr {
			return &syscall.SysProcAttr{
				Cloneflags:  syscall.CLONE_NEWUSER,
				UidMappings: []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Geteuid(), Size: 1}},
				GidMappings: []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Getegid(), Size: 1}},
			}
		},
	}
	return a, a.runs(ctx, binaries)
}
