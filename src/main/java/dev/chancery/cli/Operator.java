package dev.chancery.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Whoever can open the store itself: what the commands ask for that work without a server. Options are settings by
/// their key; a `StartRefusal` says in one line what stands in the way.
public interface Operator {

    /// Runs the server until it is told to stop; `say` takes the lines that are meant for people.
    void start(Map<String, String> options, Consumer<String> say);

    /// Every setting as it would be used, secrets masked.
    Map<String, String> settings(Map<String, String> options);

    void backup(Map<String, String> options, Path target);

    void restore(Map<String, String> options, Path source, boolean force);

    /// Voids the tokens of a database that was restored by other means than [#restore].
    void beginEpoch(Map<String, String> options);

    /// @param password to be shown once
    /// @param created whether nobody had that name before
    record Recovered(String username, String password, boolean created) {}

    Recovered recoverAdmin(Map<String, String> options, String username);

    /// What has been done, and what is left to do, line by line.
    List<String> rotateMasterKey(Map<String, String> options);

    /// @param erased how many payloads were erased, which is allowed
    /// @param faults one sentence each; none when the trail is whole
    record Audit(long lines, long erased, List<String> faults) {}

    Audit verifyAudit(Map<String, String> options);
}
