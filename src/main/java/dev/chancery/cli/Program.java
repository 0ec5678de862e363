package dev.chancery.cli;

import dev.chancery.admin.Refused;
import dev.chancery.crypto.MasterKeyRefusal;
import dev.chancery.db.StartRefusal;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `chancery`: all its commands, and how they end. 0 done, 1 refused, 2 called or configured wrongly, 3
/// to be repeated after `chancery login`.
///
/// @param version of this build
public record Program(
        Terminal terminal,
        List<SettingOption> options,
        Operator operator,
        InstantSource clock,
        Supplier<String> version) {
    private static final Set<String> OF_THE_WHOLE = Set.of("--help", "--version");

    /// Without a command the server is started.
    public int run(String... arguments) {
        try {
            // the way that must be quick builds nothing else
            if (arguments.length == 0 || List.of(arguments).equals(List.of("start"))) {
                operator.start(Map.of(), terminal.out()::println);
                return 0;
            }
            return ended(arguments);
        } catch (ParameterException wrong) {
            var help = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
            return refused(2, "%s. See %s.".formatted(firstLine(wrong), help));
        } catch (CommandRefusal refused) {
            return refused(refused.exit, firstLine(refused));
        } catch (StartRefusal | MasterKeyRefusal refused) {
            return refused(2, firstLine(refused));
        } catch (Refused refused) {
            return refused(1, (refused.member == null ? "" : refused.member + ": ") + firstLine(refused));
        } catch (StorageUnavailable | StorageFault refused) {
            return refused(1, firstLine(refused));
        }
    }

    private int ended(String... arguments) {
        var line = deepest(commandLine(arguments[0]).parseArgs(arguments));
        var called = line.commandSpec().commandLine();
        if (line.isUsageHelpRequested()) {
            called.usage(terminal.out());
            return 0;
        }
        if (line.isVersionHelpRequested()) {
            called.printVersionHelp(terminal.out());
            return 0;
        }
        if (line.commandSpec().userObject() instanceof Command command) return command.run(line);
        called.usage(terminal.err());
        return 2;
    }

    private CommandLine commandLine(String first) {
        var start = new StartCommand(operator, settings(), terminal);
        if (first.startsWith("--") && !OF_THE_WHOLE.contains(first))
            return line(start.spec().name("chancery"));
        if (first.equals("start")) return line(group("chancery").addSubcommand("start", start.spec()));
        return line(whole(start));
    }

    private CommandSpec whole(StartCommand start) {
        var profiles = Profiles.of(terminal.environment());
        var api = new Api(terminal, profiles, clock);
        var whole = group("chancery", "An OAuth 2.0 and OpenID Connect authorization server, and its tools.");
        whole.version("chancery " + version.get())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show which version this is")
                        .build());
        add(whole, start);
        add(in(whole, "config", "The settings"), new ConfigCheckCommand(operator, settings(), terminal));
        add(whole, new BackupCommand(operator, settings(), terminal));
        add(whole, new RestoreCommand(operator, settings(), terminal));
        add(whole, new NewEpochCommand(operator, settings(), terminal));
        add(whole, new RecoverAdminCommand(operator, settings(), terminal));
        add(
                in(whole, "master-key", "The key above all others"),
                new RotateMasterKeyCommand(operator, settings(), terminal));
        add(whole, new VerifyAuditCommand(operator, settings(), terminal));
        add(whole, new LoginCommand(api, profiles, terminal));
        add(whole, new TokenCommand(api, terminal));
        var realm = in(whole, "realm", "Realms");
        add(realm, new RealmListCommand(api, terminal));
        add(realm, new RealmCreateCommand(api, terminal));
        add(realm, new RealmShowCommand(api, terminal));
        add(realm, new RealmDeleteCommand(api, terminal));
        clients(in(whole, "client", "Clients and their secrets"), api);
        add(whole, new ExplainCommand(api, terminal));
        add(whole, new HistoryCommand(api, terminal));
        add(whole, new UndoCommand(api, terminal));
        add(whole, new ExportCommand(api, terminal));
        add(whole, new ApplyCommand(api, terminal, true));
        add(whole, new ApplyCommand(api, terminal, false));
        add(whole, new ApiCommand(api, terminal));
        add(whole, new CompletionCommand(terminal));
        return whole;
    }

    private void clients(CommandSpec client, Api api) {
        add(client, new ClientListCommand(api, terminal));
        add(client, new ClientCreateCommand(api, terminal));
        add(client, new ClientShowCommand(api, terminal));
        add(client, new ClientUpdateCommand(api, terminal));
        add(client, new ClientSwitchCommand(api, terminal, true));
        add(client, new ClientSwitchCommand(api, terminal, false));
        add(client, new ClientRotateSecretCommand(api, terminal));
        add(client, new ClientSecretsCommand(api, terminal));
        add(client, new ClientAddSecretCommand(api, terminal));
        add(client, new ClientRevokeSecretCommand(api, terminal));
        add(client, new ClientDeleteCommand(api, terminal));
    }

    private Settings settings() {
        return new Settings(options);
    }

    private static void add(CommandSpec parent, Command command) {
        var spec = command.spec();
        parent.addSubcommand(spec.name(), spec);
    }

    private static CommandSpec in(CommandSpec parent, String name, String description) {
        var group = group(name, description);
        parent.addSubcommand(name, group);
        return group;
    }

    private static CommandSpec group(String name, String... description) {
        return Command.named("group", name, description);
    }

    private static CommandLine line(CommandSpec spec) {
        var line = new CommandLine(spec);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(100);
        line.setUnmatchedOptionsArePositionalParams(false);
        return line;
    }

    private static ParseResult deepest(ParseResult line) {
        return line.hasSubcommand() ? deepest(line.subcommand()) : line;
    }

    private int refused(int exit, String line) {
        terminal.err().println("chancery: " + line);
        return exit;
    }

    private static String firstLine(RuntimeException thrown) {
        var text = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return text.endsWith(".") && thrown instanceof ParameterException ? text.substring(0, text.length() - 1) : text;
    }
}
