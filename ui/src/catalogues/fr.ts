import answers from '../../../assets/locales/case.fr.ftl';
import sendings from '../../../assets/locales/sendings.fr.ftl';
import journey from '../../../assets/locales/fr.ftl';

/** Everything the interface says in French. */
export default { ...answers, ...journey, ...sendings };
