import answers from '../../../assets/locales/case.en.ftl';
import sendings from '../../../assets/locales/sendings.en.ftl';
import journey from '../../../assets/locales/en.ftl';

/** Everything the interface says in English. */
export default { ...answers, ...journey, ...sendings };
