package dev.chancery.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whom a pairwise token is about")
class HiddenSubjectTest {
    private static final RealmId SHOP = new RealmId("6f9619ff-8b86-4d11-b42d-00c04fc964ff");
    private static final SubjectId ADA = new SubjectId("0a1b2c3d-4e5f-4a6b-8c7d-8e9fa0b1c2d3");
    private static final String JTI = "7d444840-9dc0-4df2-92b4-7b6a1c2d3e4f";

    private final MasterKeys keys = MasterKeys.of(MasterKey.random());
    private final HiddenSubject subjects = new HiddenSubject(keys);

    @Test
    @DisplayName("is found again by this server, in this realm, behind this jti")
    void found() {
        var hidden = subjects.behind(JTI, SHOP, ADA);

        assertThat(subjects.of(SHOP, hidden, "pairwise")).contains(ADA);
        assertThat(HiddenSubject.id(hidden)).isEqualTo(JTI);
        assertThat(hidden).doesNotContain(ADA.value());
        assertThat(subjects.of(new RealmId("another"), hidden, "pairwise")).isNotEqualTo(subjects.of(SHOP, hidden, ""));
        var moved = hidden.replace(JTI, JTI.replace('7', '8'));
        assertThat(subjects.of(SHOP, moved, "pairwise")).isPresent().get().isNotEqualTo(ADA);
    }

    @Test
    @DisplayName("is hidden anew behind each jti: two of the same person have nothing in common")
    void unlinkable() {
        var another = JTI.replace('7', '8');

        assertThat(part(subjects.behind(JTI, SHOP, ADA))).isNotEqualTo(part(subjects.behind(another, SHOP, ADA)));
    }

    @Test
    @DisplayName("is found while the master key is kept as a previous one, and not by a server without it")
    void rotated() {
        var hidden = subjects.behind(JTI, SHOP, ADA);
        var rotated = new MasterKeys(MasterKey.random(), List.of(keys.current()));

        assertThat(new HiddenSubject(rotated).of(SHOP, hidden, "pairwise")).contains(ADA);
        assertThat(new HiddenSubject(MasterKeys.of(MasterKey.random())).of(SHOP, hidden, "pairwise"))
                .isEmpty();
    }

    @Test
    @DisplayName("is the sub itself where nothing is hidden")
    void open() {
        assertThat(subjects.of(SHOP, JTI, ADA.value())).contains(ADA);
    }

    private static String part(String hidden) {
        return hidden.substring(hidden.lastIndexOf('.') + 1);
    }
}
