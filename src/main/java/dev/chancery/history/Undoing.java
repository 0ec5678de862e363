package dev.chancery.history;

import dev.chancery.admin.Actor;
import dev.chancery.realm.Realm;
import java.util.List;

/// Somebody who takes something back in a realm.
///
/// @param last the number of the last line that was written at once with it
/// @param notRestored takes a sentence for each thing that does not come back
record Undoing(Actor actor, Realm realm, long last, List<String> notRestored) {

    void leave(String sentence) {
        if (!notRestored.contains(sentence)) notRestored.add(sentence);
    }
}
