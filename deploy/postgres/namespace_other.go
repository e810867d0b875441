//go:build !linux

package postgres

import (
	"context"
	"errors"
)

func namespaced(context.Context, Binaries) (account, error) {
	return account{}, errors.New("this system has none")
}
