package dev.chancery.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.id.RealmId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DV-01 A user code at rest is a keyed hash")
class UserCodeTest {
    private static final RealmId REALM = new RealmId("a-realm");

    @Test
    @DisplayName("after a rotation of the master key, what was drawn before is found by the earlier key")
    void rotated() {
        var earlier = MasterKey.random();
        var code = UserCode.draw();
        var kept = code.hash(earlier, REALM);

        assertThat(code.hashes(new MasterKeys(MasterKey.random(), List.of(earlier)), REALM))
                .contains(kept);
        assertThat(code.hashes(MasterKeys.of(MasterKey.random()), REALM)).doesNotContain(kept);
        assertThat(code.hash(earlier, new RealmId("another"))).isNotEqualTo(kept);
    }
}
