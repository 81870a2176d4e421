// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.load.FeedStrategy;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Reads the elements returned by a method as far as needed before the load. */
final class MethodElements {

    static final String ALLOWED = "a Stream, Iterable, Iterator or array";

    /**
     * Number of elements that are read before the load from a source that may be endless: enough to find mistakes, and
     * few enough for elements that are costly to create.
     */
    static final int LOOK_AHEAD = 1_000;

    private final FeedSpec spec;
    private final FeedType target;
    private final FeedMistakes mistakes;

    MethodElements(FeedSpec spec, FeedType target, FeedMistakes mistakes) {
        this.spec = spec;
        this.target = target;
        this.mistakes = mistakes;
    }

    static boolean possible(Class<?> returned) {
        return returned == Object.class
                || returned.isArray()
                || BaseStream.class.isAssignableFrom(returned)
                || Iterable.class.isAssignableFrom(returned)
                || Iterator.class.isAssignableFrom(returned);
    }

    FeedRecords read(Object given) {
        Runnable end = given instanceof BaseStream<?, ?> stream ? stream::close : () -> {};
        try {
            Spliterator<?> elements = elements(given);
            if (elements != null) {
                return read(Spliterators.iterator(elements), readAhead(given, elements), end);
            }
            mistakes.add("returned " + MessageText.article(given.getClass().getName()) + " but must return " + ALLOWED);
        } catch (RuntimeException e) {
            mistakes.add("threw " + MessageText.thrown(e));
        }
        return new FeedRecords(List.of(), null, end);
    }

    private FeedRecords read(Iterator<?> elements, int most, Runnable end) {
        List<Object> records = new ArrayList<>();
        long number = 0;
        while (number < most && elements.hasNext()) {
            number++;
            Object element = elements.next();
            Optional<String> refusal = refusal(element);
            if (refusal.isPresent()) {
                mistakes.record("element " + number, refusal.get());
            } else {
                records.add(element);
            }
        }
        boolean more = elements.hasNext();
        if (number == 0) {
            mistakes.add("has no records");
        }
        return new FeedRecords(records, more ? new Checked(elements, number) : null, end);
    }

    private int readAhead(Object given, Spliterator<?> elements) {
        if (given instanceof Collection || given.getClass().isArray()) {
            return Integer.MAX_VALUE;
        }
        boolean lazily = spec.strategy() == FeedStrategy.CIRCULAR || spec.strategy() == FeedStrategy.ONCE;
        return lazily && elements.estimateSize() > FeedRecords.MOST ? LOOK_AHEAD : FeedRecords.MOST;
    }

    private Optional<String> refusal(@Nullable Object element) {
        return element == null
                ? Optional.of("was null but must be " + MessageText.article(target.name()))
                : target.refusal(element);
    }

    private static @Nullable Spliterator<?> elements(Object given) {
        if (given instanceof BaseStream<?, ?> stream) {
            return stream.spliterator();
        }
        if (given instanceof Iterable<?> iterable) {
            return iterable.spliterator();
        }
        if (given instanceof Iterator<?> iterator) {
            return Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED);
        }
        if (given.getClass().isArray()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < Array.getLength(given); i++) {
                list.add(Array.get(given, i));
            }
            return list.spliterator();
        }
        return null;
    }

    /** Elements that are read while the load runs. */
    private final class Checked implements Iterator<Object> {

        private final Iterator<?> elements;
        private long number;

        Checked(Iterator<?> elements, long number) {
            this.elements = elements;
            this.number = number;
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public Object next() {
            number++;
            Object element = elements.next();
            Optional<String> refusal = refusal(element);
            if (refusal.isPresent()) {
                throw new IllegalStateException(
                        MessageText.bounded(spec.value()) + " element " + number + ": " + refusal.get());
            }
            return element;
        }
    }
}
