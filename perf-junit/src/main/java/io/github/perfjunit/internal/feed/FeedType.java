// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Type of the parameter that a feed fills.
 *
 * @param type the type with its arguments
 */
record FeedType(JavaType type) {

    static FeedType of(Type type) {
        return new FeedType(FeedJson.MAPPER.constructType(type));
    }

    String name() {
        return MessageText.bounded(type.getRawClass().getSimpleName());
    }

    boolean isTree() {
        return JsonNode.class.isAssignableFrom(type.getRawClass());
    }

    boolean isMap() {
        return type.isMapLikeType();
    }

    /** Whether a map of column names and unchanged fields is sufficient. */
    boolean isTextMap() {
        return type.getRawClass() == Map.class && accepts(type.getKeyType()) && accepts(type.getContentType());
    }

    boolean isSingleValue() {
        return SingleValues.known(type.getRawClass());
    }

    /** Whether records are matched to its properties by name. */
    boolean hasProperties() {
        return !isTree()
                && !isMap()
                && !isSingleValue()
                && !type.isContainerType()
                && !type.isReferenceType()
                && type.getRawClass() != Object.class;
    }

    boolean isRecord() {
        return type.getRawClass().isRecord();
    }

    /** Returns the problem of an element that is passed on unchanged. */
    Optional<String> refusal(Object element) {
        Class<?> wanted = MethodType.methodType(type.getRawClass()).wrap().returnType();
        return wanted.isInstance(element)
                ? Optional.empty()
                : Optional.of("was " + MessageText.article(element.getClass().getSimpleName()) + " but must be "
                        + MessageText.article(wanted.getSimpleName()));
    }

    /**
     * Converts a record.
     *
     * @param record the record, its fields named like the properties of the type
     * @param given returns the name of a property in the source of the record
     */
    Object convert(JsonNode record, UnaryOperator<String> given) throws BadRecordException, BadSourceException {
        try {
            Object value = FeedJson.MAPPER.treeToValue(record, type);
            if (value == null) {
                throw new BadRecordException("was empty or null but must be " + expected(type.getRawClass()));
            }
            return value instanceof Map<?, ?> map && type.getRawClass() == Map.class
                    ? Collections.unmodifiableMap(map)
                    : value;
        } catch (ValueInstantiationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // The message of the user's own constructor may contain its arguments.
            String reason = Secrets.in(record) ? cause.getClass().getName() : MessageText.thrown(cause);
            throw new BadRecordException(e.getType().getRawClass().getSimpleName() + " refused it with " + reason);
        } catch (InvalidDefinitionException e) {
            throw new BadSourceException("cannot fill a parameter of type " + name() + ": "
                    + MessageText.sentence(e.getOriginalMessage()) + ". Hint: use a record.");
        } catch (JsonMappingException e) {
            throw new BadRecordException(BadValue.of(record, e, given).sentence());
        } catch (InputCoercionException e) {
            throw new BadRecordException(new BadValue("", record, e.getTargetType(), null).sentence());
        } catch (JsonProcessingException e) {
            throw new BadRecordException(
                    Secrets.in(record) ? "cannot be used" : MessageText.sentence(e.getOriginalMessage()));
        }
    }

    static String expected(Class<?> type) {
        return SingleValues.words(type);
    }

    private static boolean accepts(JavaType argument) {
        return argument.getRawClass() == String.class || argument.getRawClass() == Object.class;
    }
}
