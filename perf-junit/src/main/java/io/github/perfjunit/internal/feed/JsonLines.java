// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value per line; blank lines are skipped. */
final class JsonLines {

    /** Repeats the place, in terms of Jackson's own settings. */
    private static final Pattern PLACE = Pattern.compile(" \\(start marker at \\[.*?\\]\\)");

    private static final Set<String> OPEN = Set.of("[", "{", "[{");

    private final FeedType target;
    private final FeedMistakes mistakes;
    private final @Nullable Properties properties;
    private final Set<String> filled = new HashSet<>();

    JsonLines(FeedType target, FeedMistakes mistakes) {
        this.target = target;
        this.mistakes = mistakes;
        this.properties = target.hasProperties() ? new Properties(target) : null;
    }

    List<Object> read(BufferedReader in) throws IOException {
        List<Object> records = new ArrayList<>();
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (records.isEmpty() && mistakes.none() && OPEN.contains(line.strip())) {
                throw new BadSourceException("is not in JSON lines: line " + number + " is only the beginning of a JSON"
                        + " value. Hint: write each record on one line, without brackets around all of them.");
            }
            try {
                records.add(value(line));
            } catch (BadRecordException e) {
                mistakes.record("line " + number, e.sentence());
            }
        }
        checkFilled(records);
        return records;
    }

    private Object value(String line) throws BadRecordException, IOException {
        JsonNode json = parse(line);
        if (json.isNull()) {
            throw new BadRecordException("was null but must be a record");
        }
        if (target.isTree()) {
            if (!target.type().getRawClass().isInstance(json)) {
                throw new BadRecordException(
                        "was " + MessageText.article(json.getClass().getSimpleName()) + " but must be "
                                + MessageText.article(target.name()));
            }
            return json;
        }
        if (properties == null) {
            return target.convert(json, name -> name);
        }
        if (!json.isObject()) {
            throw new BadRecordException("was " + MessageText.value(json) + " but must be a JSON object");
        }
        return object((ObjectNode) json, properties);
    }

    private Object object(ObjectNode json, Properties known) throws BadRecordException, IOException {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        Map<String, String> given = new HashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = json.properties().iterator(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String property = known.match(field.getKey());
            if (property != null) {
                String other = given.put(property, field.getKey());
                if (other != null) {
                    throw new BadRecordException("has two values for " + property + ": " + MessageText.bounded(other)
                            + " and " + MessageText.bounded(field.getKey()));
                }
                record.set(property, field.getValue());
                filled.add(property);
            }
        }
        return target.convert(record, property -> given.getOrDefault(property, property));
    }

    /** A component that no line has is probably a spelling mistake, not an optional value. */
    private void checkFilled(List<Object> records) {
        if (properties == null || records.isEmpty() || !mistakes.none()) {
            return;
        }
        List<String> missing =
                properties.all().stream().filter(name -> !filled.contains(name)).toList();
        if (!missing.isEmpty() && (target.isRecord() || filled.isEmpty())) {
            mistakes.add("has no line with " + MessageText.names(missing) + " of " + target.name());
        }
    }

    private static JsonNode parse(String line) throws BadRecordException {
        try {
            return FeedJson.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            if (e.getOriginalMessage().startsWith("Trailing token")) {
                throw new BadRecordException("holds more than one JSON value but must be one");
            }
            // Jackson's message may contain a part of the line.
            String reason = Secrets.in(line)
                    ? ""
                    : ": "
                            + MessageText.sentence(
                                    PLACE.matcher(e.getOriginalMessage()).replaceAll(""));
            throw new BadRecordException("is not valid JSON" + reason
                    + (e.getLocation() == null
                            ? ""
                            : " (column " + e.getLocation().getColumnNr() + ")"));
        }
    }
}
