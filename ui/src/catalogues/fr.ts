import answers from '../../../assets/locales/case.fr.ftl?raw';
import sendings from '../../../assets/locales/sendings.fr.ftl?raw';
import journey from '../../../assets/locales/fr.ftl?raw';

/** Everything the interface says in French. */
export default [answers, journey, sendings];
