package dev.chancery.event;

import dev.chancery.crypto.MasterKeys;
import java.util.ArrayList;
import java.util.List;

/// Walks the whole trail and says what does not fit: a changed line, a missing one, a payload that was altered, a head
/// that nobody with the master key has sealed.
public record VerifyAudit(AuditStore store, MasterKeys keys) {

    /// @param erased how many payloads are gone, which is allowed
    /// @param faults one sentence each; none when the trail is whole
    public record Report(long lines, long erased, List<String> faults) {}

    public Report run() {
        return store.db().snapshot(() -> {
            var walk = new Walk();
            store.walk(walk::read);
            walk.checkHead();
            return new Report(walk.lines, walk.erased, List.copyOf(walk.faults));
        });
    }

    private final class Walk {
        private final List<String> faults = new ArrayList<>();
        private String head = AuditChain.ORIGIN;
        private long number;
        private long lines;
        private long erased;

        void read(AuditStore.Line line) {
            var entry = line.entry();
            var expected = AuditChain.next(head, entry);
            if (!expected.equals(entry.chainHash()))
                report("line %d does not follow from the line before it".formatted(entry.number()));
            if (entry.payload() == null || line.salt() == null) erased++;
            else if (!AuditChain.digest(line.salt(), entry.payload()).equals(entry.digest()))
                report("the payload of line %d was altered".formatted(entry.number()));
            head = entry.chainHash();
            number = entry.number();
            lines++;
        }

        void checkHead() {
            var sealed = store.seal().orElse("");
            // a store in which nothing was ever written down has neither lines nor a head
            if (lines == 0 && sealed.isEmpty() && store.head().isEmpty()) return;
            if (!store.head().equals(head)) report("the head of the trail is not that of its last line");
            var known = keys.find(sealed.replaceAll("^\\d+ |\\..*$", ""));
            if (known.isEmpty() || !sealed.equals(number + " " + AuditChain.seal(known.get(), number, head)))
                report("the head of the trail is not the one that was sealed: lines were cut off or added");
        }

        private void report(String fault) {
            if (faults.size() < 100) faults.add(fault);
        }
    }
}
