package dev.chancery;

import dev.chancery.admin.Actor;
import dev.chancery.cli.Operator;
import dev.chancery.crypto.MasterKey;
import dev.chancery.db.Backup;
import dev.chancery.db.StartRefusal;
import dev.chancery.http.Tls;
import dev.chancery.manage.Logging;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What commands do with the store itself, by the settings that are in force.
record Offline(Map<String, String> environment, InstantSource clock) implements Operator {
    private static final String MASK = "********";
    private static final Actor OPERATOR = Actor.operator("command line");

    @Override
    public void start(Map<String, String> options, Consumer<String> say) {
        var config = config(options);
        Logging.start(
                config.get(Setting.LOG_FORMAT).equals("text"),
                config.get(Setting.ACCESS_LOG).equals("on"));
        var server = Server.start(config, clock);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            Logging.stop();
            stopped.countDown();
        }));
        say.accept("Chancery is listening on " + server.publicUrl());
        server.administrator().ifPresent(admin -> {
            say.accept("The first administrator: " + admin.username());
            if (admin.drawnPassword() != null) say.accept("Their password, shown this once: " + admin.drawnPassword());
        });
        try {
            stopped.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Map<String, String> settings(Map<String, String> options) {
        var config = config(options);
        readable(config.tls());
        var shown = new LinkedHashMap<String, String>();
        for (var setting : Setting.values())
            shown.put(setting.key(), setting.isSecret() && config.has(setting) ? MASK : config.get(setting));
        shown.computeIfPresent(Setting.DATABASE_URL.key(), (_, url) -> withoutPassword(url));
        return shown;
    }

    @Override
    public void backup(Map<String, String> options, Path target) {
        Backup.write(opening(options).databaseSettings(), target);
    }

    @Override
    public void restore(Map<String, String> options, Path source, boolean force) {
        Backup.restore(opening(options).databaseSettings(), source, force);
    }

    @Override
    public void beginEpoch(Map<String, String> options) {
        try (var house = opening(options).existing()) {
            house.beginEpoch.run(OPERATOR);
        }
    }

    @Override
    public Recovered recoverAdmin(Map<String, String> options, String username) {
        try (var house = opening(options).existing()) {
            var recovered = house.recoverAdmin.run(OPERATOR, username);
            return new Recovered(recovered.username(), recovered.password(), recovered.created());
        }
    }

    @Override
    public Audit verifyAudit(Map<String, String> options) {
        try (var house = opening(options).existing()) {
            var report = house.verifyAudit.run();
            return new Audit(report.lines(), report.erased(), report.faults());
        }
    }

    @Override
    public List<String> rotateMasterKey(Map<String, String> options) {
        var config = config(options);
        var opening = new Opening(config, clock);
        return config.has(Setting.MASTER_KEY) ? rotateToSetting(opening) : rotateFile(opening);
    }

    /// The new key is on the disk before anything is sealed under it, and takes the old one's place afterwards:
    /// cut short anywhere, the server still starts, and the command can be repeated.
    private static List<String> rotateFile(Opening opening) {
        String former;
        try (var house = opening.existing()) {
            former = house.masterKeys.current().id();
        }
        var next = MasterKey.loadOrCreate(opening.nextKeyFile());
        try (var house = opening.existingUnder(next)) {
            house.rotateMasterKey.run(OPERATOR);
        }
        var retired = opening.keyFile().resolveSibling("master.key." + former);
        MasterKey.replace(opening.keyFile(), opening.nextKeyFile(), retired);
        return List.of(
                "Everything is sealed under the new master key in %s.".formatted(opening.keyFile()),
                "Backups from before need the former one, now %s: move it to where they are kept.".formatted(retired));
    }

    private static List<String> rotateToSetting(Opening opening) {
        try (var house = opening.existing()) {
            if (!house.isSealedUnderCurrentKey()) {
                house.rotateMasterKey.run(OPERATOR);
                return List.of(
                        "Everything is sealed under the key in CHANCERY_MASTER_KEY.",
                        "Take CHANCERY_PREVIOUS_MASTER_KEYS away. Backups from before need the former key: keep it with them.");
            }
        }
        return List.of(
                "Nothing has changed yet. Set, for every node:",
                "  CHANCERY_PREVIOUS_MASTER_KEYS=<what CHANCERY_MASTER_KEY is now>",
                "  CHANCERY_MASTER_KEY=" + MasterKey.random().reveal(),
                "Restart them, then run this command again with the same two.");
    }

    private static String withoutPassword(String url) {
        return url.replaceAll("(?i)(password=)[^&]*", "$1" + MASK).replaceAll("//[^/]*@", "//" + MASK + "@");
    }

    private static void readable(@Nullable Tls tls) {
        try {
            if (tls != null) tls.load();
        } catch (IllegalArgumentException unreadable) {
            throw new StartRefusal("The server cannot start: " + unreadable.getMessage() + ".");
        }
    }

    private Opening opening(Map<String, String> options) {
        return new Opening(config(options), clock);
    }

    private Config config(Map<String, String> options) {
        var chosen = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values())
            if (options.containsKey(setting.key())) chosen.put(setting, options.get(setting.key()));
        return Config.of(environment, chosen);
    }
}
