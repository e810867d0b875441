package steps

import "context"

// Faults runs the fault tests in other sizes than those of every day; sizes are
// variables of their environment.
func (r Run) Faults(ctx context.Context, sizes []string) error {
	if err := r.Site.All(ctx); err != nil {
		return err
	}
	if err := r.Go(ctx, "./deploy/launcher"); err != nil {
		return err
	}
	return r.tell(ctx, ".", append(r.env(), sizes...), "go", "test", "-v", "-count=1", "-timeout=12h", "./deploy/faults")
}
