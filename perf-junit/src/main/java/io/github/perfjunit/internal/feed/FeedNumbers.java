// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers of types for which Jackson would return another value if they do not fit: 255 into the byte -1, 1e400
 * into an infinite double.
 */
final class FeedNumbers {

    private FeedNumbers() {}

    static void addTo(SimpleModule module) {
        module.addDeserializer(Byte.class, new Exact<>(Byte.class, false, FeedNumbers::wholeByte));
        module.addDeserializer(byte.class, new Exact<>(byte.class, true, FeedNumbers::wholeByte));
        module.addDeserializer(Float.class, new Exact<>(Float.class, false, FeedNumbers::finiteFloat));
        module.addDeserializer(float.class, new Exact<>(float.class, true, FeedNumbers::finiteFloat));
        module.addDeserializer(Double.class, new Exact<>(Double.class, false, FeedNumbers::finiteDouble));
        module.addDeserializer(double.class, new Exact<>(double.class, true, FeedNumbers::finiteDouble));
    }

    private static byte wholeByte(BigDecimal number) {
        if (number.scale() != 0) {
            throw new ArithmeticException("written as a fraction");
        }
        return number.byteValueExact();
    }

    private static float finiteFloat(BigDecimal number) {
        float value = number.floatValue();
        if (Float.isInfinite(value)) {
            throw new ArithmeticException("too large");
        }
        return value;
    }

    private static double finiteDouble(BigDecimal number) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("too large");
        }
        return value;
    }

    private static final class Exact<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final boolean primitive;
        private final transient Function<BigDecimal, T> convert;

        Exact(Class<T> type, boolean primitive, Function<BigDecimal, T> convert) {
            super(type);
            this.primitive = primitive;
            this.convert = convert;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isScalarValue() || parser.currentToken().isBoolean()) {
                return (T) context.handleUnexpectedToken(_valueClass, parser);
            }
            String text = parser.getText().strip();
            if (text.isEmpty()) {
                return primitive ? (T) context.handleWeirdStringValue(_valueClass, text, "empty") : null;
            }
            try {
                return convert.apply(new BigDecimal(text));
            } catch (NumberFormatException | ArithmeticException e) {
                return (T) context.handleWeirdStringValue(_valueClass, text, "does not fit");
            }
        }

        @Override
        public @Nullable T getNullValue(DeserializationContext context) throws JsonMappingException {
            if (primitive) {
                context.reportInputMismatch(this, "null for a primitive");
            }
            return null;
        }
    }
}
