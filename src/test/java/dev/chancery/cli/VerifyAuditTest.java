package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Setting;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("AD-24 whoever changes the audit trail in the database is found out")
class VerifyAuditTest {

    @TempDir
    private static Path original;

    @TempDir
    private Path data;

    private TestProgram program;

    @BeforeAll
    static void history() {
        try (var server =
                new TestServer().with(Setting.DATA_DIR, original.toString()).start()) {
            server.realm("shop");
            for (var i = 0; i < 5; i++) server.client("shop");
        }
    }

    @BeforeEach
    void copy() throws IOException {
        for (var file : new String[] {"chancery.db", "master.key", "chancery.lock"})
            Files.copy(original.resolve(file), data.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        program = new TestProgram(data).with("CHANCERY_DATA_DIR", data.toString());
    }

    @Test
    @DisplayName("an untouched trail is whole")
    void whole() {
        assertThat(program.run("verify-audit").expect(0).out()).matches("The audit trail is whole: \\d+ lines, 0 .*\n");
    }

    @Test
    @DisplayName("an erased payload is allowed, and counted")
    void erased() {
        Audit.of(data).tamper("DELETE FROM audit_payload WHERE n = (SELECT max(n) FROM audit_payload)");

        assertThat(program.run("verify-audit").expect(0).out()).contains("1 payloads erased");
    }

    @ParameterizedTest
    @DisplayName("a line or payload changed, taken out, swapped or added, the tail cut off, or everything: 1")
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor = 'user:eve@master' WHERE n = 3",
                "UPDATE audit_entry SET actor_id = 'x' WHERE n = 3",
                "UPDATE audit_entry SET at = at + 1 WHERE n = 2",
                "UPDATE audit_entry SET realm_id = 'x' WHERE n = 2",
                "UPDATE audit_payload SET payload = '{}' WHERE n = 4",
                "UPDATE audit_payload SET salt = 'x' WHERE n = 4",
                "DELETE FROM audit_entry WHERE n = 1",
                "DELETE FROM audit_entry WHERE n = 4",
                "DELETE FROM audit_entry WHERE n = (SELECT max(n) FROM audit_entry)",
                "DELETE FROM audit_entry",
                "DELETE FROM audit_entry; DELETE FROM instance WHERE name = 'audit-head'",
                "DELETE FROM audit_entry WHERE n > 4;"
                        + "UPDATE change_head SET n = 4, chain_hash = (SELECT chain_hash FROM audit_entry WHERE n = 4)",
                "UPDATE audit_entry SET n = -1 WHERE n = 3; UPDATE audit_entry SET n = 3 WHERE n = 4;"
                        + "UPDATE audit_entry SET n = 4 WHERE n = -1",
                "INSERT INTO audit_entry SELECT n + 1, at, realm_id, kind, subject, actor, address, digest, chain_hash,"
                        + " actor_id FROM audit_entry ORDER BY n DESC LIMIT 1",
                "UPDATE instance SET value = '3 x.y' WHERE name = 'audit-head'",
                "DELETE FROM instance WHERE name = 'audit-head'",
                "UPDATE change_head SET chain_hash = ''"
            })
    void tampered(String statements) {
        Audit.of(data).tamper(statements.split(";"));

        var found = program.run("verify-audit").expect(1);
        assertThat(found.out()).isEmpty();
        assertThat(found.err()).startsWith("chancery: ").doesNotContain("Exception");
    }
}
