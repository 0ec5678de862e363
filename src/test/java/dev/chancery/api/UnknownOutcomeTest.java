package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-02 a commit whose answer is lost")
class UnknownOutcomeTest {

    @Test
    @DisplayName("is 503, and told as what may have been done")
    void told() {
        try (var server = new TestServer(Dialect.POSTGRES, InstantSource.system()).start()) {
            var db = Residents.of(server).database();
            var wish = Map.of("realmName", "master", "grantTypes", List.of("client_credentials"));
            db.writes(tx -> tx.execute("""
                    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql
                        AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"""));
            db.writes(tx -> tx.execute("""
                    CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON client
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()"""));

            var answer = server.api("POST", "/api/clients", wish).expect(503);
            assertThat(answer.text("detail")).contains("may have been done");
            assertThat(answer.header("Retry-After")).isEqualTo("2");

            db.writes(tx -> tx.execute("DROP TRIGGER cut ON client"));
            server.api("POST", "/api/clients", wish).expect(201);
        }
    }
}
