"""Packhorse's command line, ``packhorse COMMAND`` or ``python app.py COMMAND``: its commands
by name. They are in `bot.cli`, which also says what the exit statuses mean."""

from __future__ import annotations

from bot.cli.program import program, run

__all__ = ["cli", "main"]

COMMANDS = """
index     cli.paper_commands:index            Read packs into the index; the same file again does nothing.
ask       cli.question_commands:ask           Answer a question from the papers, with the pages it stands on.
chat      cli.question_commands:chat          Ask in conversation: follow-up questions are understood.
packs     cli.paper_commands:packs            List what is indexed.
show      cli.paper_commands:show             Show what was understood of a document: items, recommendations, tables, pages.
remove    cli.paper_commands:remove           Take a document out of the index; the PDF stays where it is.
digest    cli.schedule_commands:digest        Sum up a meeting's papers, with every quote checked against its page.
schedule  cli.schedule_commands:schedule_cli  Decide when and where digests are posted, and see what was posted.
source    cli.source_commands:source_cli      Watch councils' sites, folders and addresses for papers.
sync      cli.source_commands:sync            Fetch and index what sources have published since the last time.
committee cli.people_commands:committee_cli   See the committees that are known, and restrict papers to their members.
feedback  cli.people_commands:feedback        Show what was asked in Slack, what had no sure answer and what was marked wrong.
export    cli.people_commands:export          Print all that is kept about a Slack member, as JSON.
forget    cli.people_commands:forget          Delete all that is kept about a Slack member, and say what that was.
doctor    service_commands:doctor             Say what is configured, what works, what is missing and how to fix it.
backup    service_commands:backup             Write everything that is kept into one archive, while Packhorse goes on running.
restore   service_commands:restore            Replace what is kept with a backup; what was there is moved aside.
manifest  service_commands:manifest           Print the Slack app's manifest, to paste into “Create an app from a manifest”.
serve     service_commands:serve              Run the Slack bot until it is stopped (in Socket Mode if SLACK_APP_TOKEN is set).
mcp       service_commands:mcp                Serve what everybody may read to an MCP client, on standard input and output.
demo      service_commands:demo               Index the sample packs into a folder of their own and answer three questions.
"""
"""Each command, where in `bot` it is, and what it does."""

cli = program(
    help="Answers councillors' questions about agenda packs, with page references that hold.",
    commands={
        name: (f"bot.{place}", does)
        for name, place, does in (line.split(maxsplit=2) for line in COMMANDS.strip().splitlines())
    },
)


def main() -> None:
    """Run the command that was typed."""
    run(cli)


if __name__ == "__main__":
    main()
