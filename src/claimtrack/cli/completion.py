"""`claimtrack completion`."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    r"""Print the script that completes commands in your shell.

    \b
    bash: claimtrack completion bash > ~/.local/share/bash-completion/completions/claimtrack
    zsh:  claimtrack completion zsh > a folder of your fpath, as _claimtrack
    fish: claimtrack completion fish > ~/.config/fish/completions/claimtrack.fish
    """
    made = get_completion_class(shell)
    if made is None:  # pragma: no cover - click ships all three
        raise click.UsageError(f"{shell} is not supported.")
    click.echo(made(ctx.find_root().command, {}, "claimtrack", "_CLAIMTRACK_COMPLETE").source())
