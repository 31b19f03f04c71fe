"""Packhorse's command line, ``packhorse COMMAND`` or ``python app.py COMMAND``: its commands
by name. They are in `bot.cli`, which also says what the exit statuses mean."""

from __future__ import annotations

from bot.cli.program import program, run

__all__ = ["cli", "main"]

cli = program(
    help="Answers councillors' questions about agenda packs, with page references that hold.",
    commands={
        "index": (
            "bot.cli.paper_commands:index",
            "Read packs into the index; the same file again does nothing.",
        ),
        "ask": (
            "bot.cli.question_commands:ask",
            "Answer a question from the papers, with the pages it stands on.",
        ),
        "chat": (
            "bot.cli.question_commands:chat",
            "Ask in conversation: follow-up questions are understood.",
        ),
        "packs": ("bot.cli.paper_commands:packs", "List what is indexed."),
        "show": (
            "bot.cli.paper_commands:show",
            "Show what was understood of a document: items, recommendations, tables, pages.",
        ),
        "remove": (
            "bot.cli.paper_commands:remove",
            "Take a document out of the index; the PDF stays where it is.",
        ),
        "digest": (
            "bot.cli.schedule_commands:digest",
            "Sum up a meeting's papers, with every quote checked against its page.",
        ),
        "schedule": (
            "bot.cli.schedule_commands:schedule_cli",
            "Decide when and where digests are posted, and see what was posted.",
        ),
        "source": (
            "bot.cli.source_commands:source_cli",
            "Watch councils' sites, folders and addresses for papers.",
        ),
        "sync": (
            "bot.cli.source_commands:sync",
            "Fetch and index what sources have published since the last time.",
        ),
        "committee": (
            "bot.cli.people_commands:committee_cli",
            "See the committees that are known, and restrict papers to their members.",
        ),
        "feedback": (
            "bot.cli.people_commands:feedback",
            "Show what was asked in Slack, what was not found and what was marked wrong.",
        ),
        "export": (
            "bot.cli.people_commands:export",
            "Print all that is kept about a Slack member, as JSON.",
        ),
        "forget": (
            "bot.cli.people_commands:forget",
            "Delete all that is kept about a Slack member, and say what that was.",
        ),
        "doctor": (
            "bot.service_commands:doctor",
            "Say what is configured, what works, what is missing and how to fix it.",
        ),
        "backup": (
            "bot.service_commands:backup",
            "Write everything that is kept into one archive, while Packhorse goes on running.",
        ),
        "restore": (
            "bot.service_commands:restore",
            "Replace what is kept with a backup; what was there is moved aside.",
        ),
        "manifest": (
            "bot.service_commands:manifest",
            "Print the Slack app's manifest, to paste into “Create an app from a manifest”.",
        ),
        "serve": (
            "bot.service_commands:serve",
            "Run the Slack bot until it is stopped (in Socket Mode if SLACK_APP_TOKEN is set).",
        ),
        "mcp": (
            "bot.service_commands:mcp",
            "Serve what everybody may read to an MCP client, on standard input and output.",
        ),
        "demo": (
            "bot.service_commands:demo",
            "Index the sample packs into a folder of their own and answer three questions.",
        ),
    },
)


def main() -> None:
    """Run the command that was typed."""
    run(cli)


if __name__ == "__main__":
    main()
