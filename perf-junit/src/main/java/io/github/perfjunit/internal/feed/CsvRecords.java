// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
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
            CsvHeader header = CsvHeader.of(rows.next().getFields(), target, mistakes);
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
            try {
                records.add(value(header, row.getFields()));
            } catch (BadRecordException e) {
                mistakes.record("line " + row.getStartingLineNumber(), e.sentence());
            }
        }
        return records;
    }

    private Object value(CsvHeader header, List<String> fields) throws BadRecordException, BadSourceException {
        List<String> columns = header.columns();
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
            JsonNode text = TextNode.valueOf(fields.get(0));
            try {
                return target.convert(text, name -> name);
            } catch (BadRecordException e) {
                throw new BadRecordException(MessageText.bounded(columns.get(0)) + " " + e.sentence());
            }
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
