// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/** Takes the URLs of Amazon's wrapper of drivers, knows a property of its own, and hands on all else. */
public final class FakeAwsWrapper implements Driver {

    private static final String PREFIX = "jdbc:aws-wrapper:";

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Properties handedOn = new Properties();
        handedOn.putAll(properties);
        handedOn.remove("wrapperPlugins");
        return DriverManager.getConnection("jdbc:" + url.substring(PREFIX.length()), handedOn);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[] {new DriverPropertyInfo("wrapperPlugins", "")};
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
