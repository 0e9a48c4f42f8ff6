import answers from '../../../assets/locales/case.en.ftl?raw';
import sendings from '../../../assets/locales/sendings.en.ftl?raw';
import journey from '../../../assets/locales/en.ftl?raw';

/** Everything the interface says in English. */
export default [answers, journey, sendings];
