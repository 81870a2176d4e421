// One GET as fast as the users can. URL, VUS and SECONDS are set by the comparison.
import http from 'k6/http';

export const options = {
  discardResponseBodies: true,
  summaryTrendStats: ['min', 'med', 'p(99)', 'max', 'count'],
  scenarios: {
    get: {
      executor: 'constant-vus',
      vus: Number(__ENV.VUS),
      duration: `${__ENV.SECONDS}s`,
      gracefulStop: '1s',
    },
  },
};

export default function () {
  http.get(__ENV.URL);
}
