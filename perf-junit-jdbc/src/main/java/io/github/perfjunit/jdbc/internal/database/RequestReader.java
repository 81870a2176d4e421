// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import io.github.perfjunit.metrics.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of a request. */
final class RequestReader {

    private static final Pattern SETTING = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*+'");
    private static final Pattern VERSION = Pattern.compile("|\\d{1,3}(?:\\.\\d{1,3}){0,2}");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern DATABASE = Pattern.compile("|[A-Za-z_][A-Za-z0-9_-]{0,62}");

    private static final int MOST_REPLICAS = 4;

    /** Without these the server could not be reached or found again. */
    private static final Set<String> OURS = Set.of(
            "port",
            "listen_addresses",
            "unix_socket_directories",
            "data_directory",
            "config_file",
            "hba_file",
            "logging_collector",
            "external_pid_file");

    /** Extensions that are of no use unless the server loads them at its start. */
    private static final Set<String> PRELOADED =
            Set.of("pg_stat_statements", "auto_explain", "pg_cron", "pgaudit", "timescaledb", "pg_prewarm");

    /** Libraries without anything to create. */
    private static final Set<String> LIBRARIES = Set.of("auto_explain");

    private final String place;
    private final List<String> mistakes = new ArrayList<>();

    RequestReader(String place) {
        this.place = place;
    }

    Map<String, String> settings(List<String> texts) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String text : texts) {
            Matcher setting = SETTING.matcher(text);
            // To the server, PORT is port.
            String name = setting.matches() ? setting.group(1).toLowerCase(Locale.ROOT) : "";
            if (name.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                mistakes.add(
                        "settings: '" + printable(text) + "' but must be name=value, such as shared_buffers=256MB");
            } else if (OURS.contains(name)) {
                mistakes.add("settings: '" + name + "' cannot be set, the test's server depends on it");
            } else if (settings.put(name, unquoted(setting.group(2))) != null) {
                mistakes.add("settings: '" + name + "' is set twice");
            }
        }
        return settings;
    }

    /** Takes the quotes off a value that was written as in a file of settings. */
    private static String unquoted(String value) {
        return QUOTED.matcher(value).matches()
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value;
    }

    String version(String text) {
        if (!VERSION.matcher(text).matches()) {
            mistakes.add("version: '" + printable(text) + "' but must be such as 17 or 16.15");
        }
        return text;
    }

    String database(String text) {
        if (!DATABASE.matcher(text).matches()) {
            mistakes.add("database: '" + printable(text)
                    + "' but must be a name of at most 63 letters, digits, _ and -, which begins with a letter or _");
        }
        return text;
    }

    void extensions(List<String> names) {
        for (String name : names) {
            if (!EXTENSION.matcher(name).matches()) {
                mistakes.add("extensions: '" + printable(name) + "' but must be a name such as pg_trgm");
            }
        }
    }

    void replicas(int number) {
        if (number < 0 || number > MOST_REPLICAS) {
            mistakes.add("replicas: " + number + " but must be from 0 to " + MOST_REPLICAS);
        }
    }

    /** Returns the libraries to load at start. */
    static List<String> preloaded(List<String> extensions) {
        return extensions.stream().filter(PRELOADED::contains).toList();
    }

    /** Returns the extensions to create. */
    static List<String> created(List<String> extensions) {
        return extensions.stream().filter(name -> !LIBRARIES.contains(name)).toList();
    }

    void throwIfAny() throws BadDatabaseException {
        if (!mistakes.isEmpty()) {
            throw new BadDatabaseException(place + ": " + String.join("; ", mistakes));
        }
    }

    private static String printable(String text) {
        return PrintableText.oneLine(text, 80);
    }
}
