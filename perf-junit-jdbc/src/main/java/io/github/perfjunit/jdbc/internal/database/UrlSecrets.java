// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import io.github.perfjunit.spi.SecretNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a JDBC URL, or out of a text that quotes one. Products write passwords in different ways, and people
 * write them wrongly: in doubt more is masked than need be.
 */
final class UrlSecrets {

    private static final int MOST = 4096;
    private static final String MASK = "***";
    private static final List<String> ORACLE = List.of(":thin:", ":oci:", ":oci8:");

    /** What comes before a secret in quotes in a statement, as in H2's INIT. */
    private static final Pattern BEFORE_LITERAL =
            Pattern.compile("(?i).*\\b(?:password|passphrase|hash|salt|identified\\s+by|\\bby)[\\s(]{1,10}");

    private static final Pattern ENCODED = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*+");

    private final String text;
    private final boolean wholeUrl;
    private final StringBuilder shown = new StringBuilder();
    private int at;

    private UrlSecrets(String text) {
        this.text = text;
        this.wholeUrl = text.startsWith("jdbc:");
    }

    /** Returns the text with {@code ***} in place of its secrets. */
    static String masked(String text) {
        return new UrlSecrets(text.length() <= MOST ? text : text.substring(0, MOST)).masked();
    }

    private String masked() {
        while (at < text.length()) {
            int before = at;
            credentials();
            property();
            literal();
            if (at == before) {
                shown.append(text.charAt(at++));
            }
        }
        return shown.toString();
    }

    private void mask(String kept, int end, String more) {
        shown.append(kept).append(MASK).append(more);
        at = end;
    }

    /** User and password before a host. */
    private void credentials() {
        if (text.startsWith("//", at)) {
            int end = endOfUser(at + 2);
            if (end > 0) {
                mask("//", end, "@");
            }
        }
        for (String kind : ORACLE) {
            if (text.regionMatches(true, at, kind, 0, kind.length())) {
                int start = at + kind.length();
                int end = endOfOracleUser(start);
                if (end > 0) {
                    mask(text.substring(at, start), end, text.charAt(end - 1) == '@' ? "@" : "");
                }
            }
        }
    }

    /** Returns where the host begins; -1 if there is no user. */
    private int endOfUser(int start) {
        int end = endOfWord(start);
        int parameters = start;
        while (parameters < end && text.charAt(parameters) != '?' && text.charAt(parameters) != ';') {
            parameters++;
        }
        int found = lastAt(start, parameters);
        if (found < 0 && !isHost(start, end)) {
            // The password has a question mark or a semicolon.
            found = lastAt(start, end);
        }
        return found < 0 ? -1 : found + 1;
    }

    private int lastAt(int start, int end) {
        int found = text.lastIndexOf('@', end - 1);
        return found < start ? -1 : found;
    }

    /** Tells whether what begins here is a host, perhaps with a port, and no user with a password. */
    private boolean isHost(int start, int end) {
        int colon = start;
        while (colon < end && "/@?;,([:".indexOf(text.charAt(colon)) < 0) {
            colon++;
        }
        if (colon == end || text.charAt(colon) != ':') {
            return true;
        }
        int port = colon + 1;
        while (port < end && Character.isDigit(text.charAt(port))) {
            port++;
        }
        return port == end || "/?;,".indexOf(text.charAt(port)) >= 0;
    }

    /** Returns where the host begins, or the text ends; -1 if there is no user. */
    private int endOfOracleUser(int start) {
        int end = wholeUrl ? text.length() : endOfWordOutsideQuotes(start);
        int found = -1;
        boolean quoted = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            quoted = quoted ^ c == '"';
            if (!quoted && c == '@') {
                found = i;
            } else if (!quoted && found >= 0 && (c == '(' || c == '?' || c == '/')) {
                break;
            }
        }
        if (found == start) {
            return -1;
        }
        if (found >= 0) {
            return found + 1;
        }
        String user = text.substring(start, end);
        if (user.contains("@")) {
            return lastAt(start, end) + 1;
        }
        return user.contains("/") || user.contains("\"") ? end : -1;
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < text.length() && (wholeUrl || !Character.isWhitespace(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private int endOfWordOutsideQuotes(int start) {
        boolean quoted = false;
        int end = start;
        while (end < text.length() && (quoted || !Character.isWhitespace(text.charAt(end)))) {
            quoted = quoted ^ text.charAt(end) == '"';
            end++;
        }
        return end;
    }

    /** A name that says that its value is secret. */
    private void property() {
        if (at >= text.length() || text.charAt(at) != '=') {
            return;
        }
        int end = at;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && isOfName(text.charAt(start - 1))) {
            start--;
        }
        if (SecretNames.isSecret(decoded(text.substring(start, end)))) {
            mask("=", endOfValue(at + 1, start == 0 ? ' ' : text.charAt(start - 1)), "");
        }
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_-.%$".indexOf(c) >= 0;
    }

    private static String decoded(String name) {
        return ENCODED.matcher(name).matches() ? URLDecoder.decode(name, StandardCharsets.UTF_8) : name;
    }

    /**
     * Returns where a value ends.
     *
     * @param before what stands before its name, which is how names are kept apart here
     */
    private int endOfValue(int start, char before) {
        int i = start;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '{') {
            return endOfBraces(i + 1);
        }
        if (i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '"')) {
            i = endOfLiteral(i);
        }
        while (i < text.length() && !ends(i, before)) {
            i++;
        }
        return i;
    }

    private boolean ends(int i, char before) {
        char c = text.charAt(i);
        return switch (before) {
            case ';' -> c == ';' && text.charAt(i - 1) != '\\';
            case '?', '&' -> c == '&' || (!wholeUrl && Character.isWhitespace(c));
            case '(', ',' -> c == ')';
            default -> Character.isWhitespace(c);
        };
    }

    /** SQL Server's way: a closing brace is written twice, or should be. */
    private int endOfBraces(int start) {
        int i = start;
        while (i < text.length()) {
            if (text.charAt(i) == '}') {
                boolean last = i + 1 == text.length();
                if (last || text.charAt(i + 1) == ';' || Character.isWhitespace(text.charAt(i + 1))) {
                    return i + 1;
                }
                i += text.charAt(i + 1) == '}' ? 2 : 1;
            } else {
                i++;
            }
        }
        return i;
    }

    /** A literal after a word such as {@code password}. */
    private void literal() {
        if (at >= text.length() || (text.charAt(at) != '\'' && text.charAt(at) != '"')) {
            return;
        }
        String said = text.substring(Math.max(0, at - 40), at);
        if (BEFORE_LITERAL.matcher(said).matches()) {
            String quote = text.substring(at, at + 1);
            mask(quote, endOfLiteral(at), quote);
        }
    }

    /** Returns where the literal ends that begins here; two quotes are one of its characters. */
    private int endOfLiteral(int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        return text.length();
    }
}
