// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.perfjunit.spi.SecretNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV (RFC 4180) with a header row. */
final class CsvRecords {

    private final FeedType target;
    private final FeedMistakes mistakes;

    CsvRecords(FeedType target, FeedMistakes mistakes) {
        this.target = target;
        this.mistakes = mistakes;
    }

    List<Object> read(BufferedReader in) throws IOException {
        // Rows of the wrong length are let through here because the message of ours names line and columns.
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(in);
        try (CloseableIterator<CsvRecord> rows = reader.iterator()) {
            if (!rows.hasNext()) {
                mistakes.add("is empty but must begin with a header row");
                return List.of();
            }
            List<String> first = rows.next().getFields();
            if (first.stream().anyMatch(CsvRecords::hasNul)) { // UTF-16 and UTF-32 without a byte order mark
                throw new BadSourceException("is not in UTF-8: it has NUL characters in its header row");
            }
            CsvHeader header = CsvHeader.of(first, target, mistakes);
            return mistakes.none() ? rows(rows, header) : List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw badSource(e);
        }
    }

    private List<Object> rows(CloseableIterator<CsvRecord> rows, CsvHeader header) throws BadSourceException {
        List<Object> records = new ArrayList<>();
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            if (isBlank(row.getFields()) && header.columns().size() > 1) {
                continue;
            }
            try {
                records.add(value(header, row.getFields()));
            } catch (BadRecordException e) {
                mistakes.record("line " + row.getStartingLineNumber(), e.sentence());
            }
        }
        return records;
    }

    private static boolean isBlank(List<String> fields) {
        return fields.size() == 1 && fields.get(0).isBlank();
    }

    private static boolean hasNul(String field) {
        return field.indexOf('\0') >= 0;
    }

    private Object value(CsvHeader header, List<String> fields) throws BadRecordException, BadSourceException {
        List<String> columns = header.columns();
        if (fields.stream().anyMatch(CsvRecords::hasNul)) {
            throw new BadRecordException("has a NUL character; is the file in UTF-8?");
        }
        if (fields.size() != columns.size()) {
            throw new BadRecordException("has " + MessageText.count(fields.size(), "field") + " but the header has "
                    + MessageText.count(columns.size(), "column"));
        }
        if (target.isTextMap()) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                map.put(columns.get(i), fields.get(i));
            }
            return Collections.unmodifiableMap(map);
        }
        if (target.isSingleValue()) {
            return single(columns.get(0), fields.get(0));
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            String property = header.properties().get(i);
            if (!property.isEmpty()) {
                record.put(property, fields.get(i));
            }
        }
        return target.convert(record, header::columnOf);
    }

    private Object single(String column, String field) throws BadRecordException, BadSourceException {
        try {
            return target.convert(TextNode.valueOf(field), name -> name);
        } catch (BadRecordException e) {
            String sentence = SecretNames.isSecret(column)
                    ? "was " + MessageText.HIDDEN + " but must be "
                            + FeedType.expected(target.type().getRawClass())
                    : e.sentence();
            throw new BadRecordException(MessageText.bounded(column) + " " + sentence);
        }
    }

    private static IOException badSource(CsvParseException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new BadSourceException("is not valid CSV: " + MessageText.sentence(e.getMessage())
                + (reason == e ? "" : ": " + MessageText.sentence(reason.getMessage())));
    }
}
