// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.Headline;
import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.List;

/** Parts that several sections of the page have in common. */
final class Pieces {

    private Pieces() {}

    /** Opens a section with a heading and a sentence that explains it. */
    static Markup section(String title, String explanation) {
        Markup section = new Markup().open("section", "class", "card").element("h3", title);
        if (!explanation.isEmpty()) {
            section.element("p", explanation, "class", "sub");
        }
        return section;
    }

    /** Opens a table that may be wider than the page; a head that begins with {@code <} is that of a column of words. */
    static void head(Markup out, String caption, List<String> heads, String... attributes) {
        out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        out.open("table", attributes).open("thead").open("tr");
        for (String head : heads) {
            boolean words = head.startsWith("<");
            out.element("th", words ? head.substring(1) : head, "scope", "col", "class", words ? "words" : "number");
        }
        out.close("tr").close("thead").open("tbody").raw("\n");
    }

    static void end(Markup out) {
        out.close("tbody").close("table").closeBlock("div");
    }

    /** A verdict as a word with a sign, in a colour that only repeats it. */
    static Markup pill(Headline.Kind kind, String word) {
        return new Markup().element("span", kind.mark() + " " + word, "class", "pill " + style(kind));
    }

    static Headline.Kind kind(ObjectiveResult objective, boolean binds) {
        return switch (objective.state()) {
            case MET -> Headline.Kind.GOOD;
            case MISSED -> binds ? Headline.Kind.BAD : Headline.Kind.OPEN;
            default -> Headline.Kind.OPEN;
        };
    }

    static String style(Headline.Kind kind) {
        return switch (kind) {
            case GOOD -> "good";
            case BAD -> "bad";
            case OPEN -> "open";
        };
    }

    static String color(Headline.Kind kind) {
        return switch (kind) {
            case GOOD -> "#18794e";
            case BAD -> "#c2281d";
            case OPEN -> "#946200";
        };
    }
}
