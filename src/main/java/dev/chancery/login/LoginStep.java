package dev.chancery.login;

import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interaction;
import dev.chancery.http.Form;
import dev.chancery.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that somebody shows or does on the way in. A step shows its page and judges what comes back; what is
/// due is not its to decide.
interface LoginStep {

    Due due();

    /// What the page's field `step` may say.
    List<String> names();

    /// `user` is who has shown a first proof; absent before. `complaint` is a key of the texts, or empty.
    Page page(Visit visit, @Nullable User user, String complaint);

    Taken take(Visit visit, @Nullable User user, Form form);

    /// What came of it.
    sealed interface Taken {

        /// They have shown something, and the interaction says so.
        record Proved(Interaction interaction) implements Taken {}

        /// They have done it, and the account says so.
        record Done() implements Taken {}

        /// The same, with a page that is shown this once before they go on.
        record Shown(Page page) implements Taken {}

        /// Not so; `page` says why.
        record Again(Page page, int status) implements Taken {}
    }
}
