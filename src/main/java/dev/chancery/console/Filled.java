package dev.chancery.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One input of a form with what stands in it, for templates.
///
/// @param value `on` for a switch that is on
/// @param now what others have made of it since it was loaded; absent where they have not
public record Filled(
        Fields form,
        Field field,
        String value,
        Complaint complaint,
        Loaded loaded,
        @Nullable String now) {

    public String id() {
        return form.id(field);
    }

    public String label() {
        return form.label(field);
    }

    public boolean isOn() {
        return value.equals("on");
    }

    public boolean isSwitch() {
        return field.isSwitch() || field.kind() == Field.Kind.UNAVAILABLE;
    }

    public boolean is(String kind) {
        return field.kind().name().equals(kind);
    }

    /// What describes it, for `aria-describedby`.
    public @Nullable String describedBy(boolean helped, boolean risky) {
        var ids = new ArrayList<String>();
        if (helped) ids.add(id() + "-help");
        if (risky) ids.add(id() + "-risk");
        if (complaint.isPresent()) ids.add(id() + "-complaint");
        if (now != null) ids.add(id() + "-now");
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    public List<String> options() {
        return field.options();
    }

    public int rows() {
        return Math.clamp(value.lines().count() + 1, 2, 12);
    }
}
